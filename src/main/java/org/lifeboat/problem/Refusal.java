package org.lifeboat.problem;

/**
 * Why nothing at all can be done: what a {@link FatalException} carries. Its three kinds are three
 * exit statuses of the command line.
 */
public sealed interface Refusal extends Problem
        permits UnreadableBackup, HeaderMismatch, UnusableDestination {}
