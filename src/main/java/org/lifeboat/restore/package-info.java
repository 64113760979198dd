/**
 * The engine: {@link org.lifeboat.restore.OpenBackup} to {@link org.lifeboat.restore.RestorePlan}
 * to {@link org.lifeboat.restore.RestoreEngine} to {@link org.lifeboat.restore.RestoreReport}. It
 * prints nothing and draws nothing.
 */
package org.lifeboat.restore;
