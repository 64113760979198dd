/**
 * The seven pages of the wizard and their models, which know no window. {@code Session} is what one
 * page hands on to the next: the file, the open backup, the VMs, the destination, the report.
 */
package org.lifeboat.wizard.steps;
