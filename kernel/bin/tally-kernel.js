#!/usr/bin/env node
import '../dist/kernelspec/cli.js';
