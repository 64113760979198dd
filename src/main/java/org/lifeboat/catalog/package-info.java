/**
 * <b>Between steps 3 and 4.</b> Which VMs there are: {@code qubes.xml} in both of its dialects,
 * read with every XML feature off that a list of VMs does not need.
 */
package org.lifeboat.catalog;
