#!/usr/bin/env node
import { main } from 'tally/cli';

await main(['init', ...process.argv.slice(2)]);
