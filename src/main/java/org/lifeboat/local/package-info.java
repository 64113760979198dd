/**
 * <b>Under all steps that write.</b> This computer: its memory, system and limits, and its file
 * systems: names that each of them takes, things that are called {@code .incomplete} until they are
 * whole, permissions, and syncs, so that a name means what it says even after a power cut.
 */
package org.lifeboat.local;
