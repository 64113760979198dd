/**
 * What pages are made of: controls, texts that scale, questions, work in the background. Nothing
 * here knows what a backup or a disk is.
 */
package org.lifeboat.wizard.kit;
