/** What damaged and hostile backups must not do. */
package org.lifeboat.hostile;
