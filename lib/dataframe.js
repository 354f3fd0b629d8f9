export { toDataFrame } from './dist/notebook/dataframe.js';
