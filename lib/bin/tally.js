#!/usr/bin/env node
import { main } from '../dist/packed/cli.js';

await main(process.argv.slice(2));
