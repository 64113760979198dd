/**
 * The wizard's window: its frame with the rail of steps, and the program that opens it. Pages are
 * in {@code steps} and {@code browser}, what they are made of in {@code kit}. Views are plain Java
 * beside models that know no window; work is done in the background, and progress is polled.
 */
package org.lifeboat.wizard;
