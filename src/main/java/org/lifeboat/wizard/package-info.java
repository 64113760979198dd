/**
 * The wizard: seven pages over the engine, and beside them those for the files in disk images.
 * Views are plain Java beside small models that know no window; all work is done in the background,
 * and progress is polled.
 */
package org.lifeboat.wizard;
