/**
 * What can be wrong with a backup, a disk or a destination, in one vocabulary: sealed groups of
 * records with typed facts. Every other package speaks it; the sentences stand in the resource
 * bundles.
 */
package org.lifeboat.problem;
