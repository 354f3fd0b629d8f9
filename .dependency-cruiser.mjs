/** No circles of files, imports of types among them: what is read together is understood together. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Move what both files need, often a type, to a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: ['node_modules', '/dist/'] } },
};
