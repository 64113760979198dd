/**
 * <b>The end of steps 4 to 9.</b> What a run did: as JSON for programs, as a page for people, and
 * as sentences.
 */
package org.lifeboat.report;
