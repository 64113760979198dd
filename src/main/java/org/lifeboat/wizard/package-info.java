/**
 * The wizard: seven pages over the engine. Views are plain Java beside small models that know no
 * window; all work is done in the background, and progress is polled.
 */
package org.lifeboat.wizard;
