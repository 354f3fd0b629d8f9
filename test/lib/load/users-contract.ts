import { douyin } from 'tally-studies';

/** The user table of a short-video shop with roles, names and formats: what a study's contract looks like. */
export const { usersContract } = douyin;
