/**
 * Step 8 in the window: the files inside a disk, an image or one in a backup. {@code DiskModel}
 * says where one is, {@code Ticks} what is to be copied, {@code CopyModel} copies it; the pages
 * only show that.
 */
package org.lifeboat.wizard.browser;
