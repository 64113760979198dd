/**
 * What a restore notes beside its files, so that it can be gone on with when it was interrupted.
 * All of it is sealed with a key that the passphrase gives ({@link org.lifeboat.crypto.RecordKey}):
 * it never holds the passphrase, nor anything that makes it easier to guess than the backup itself
 * does.
 *
 * <p>Who may write into the destination, but has not got the passphrase, can make none of it say
 * what Lifeboat did not write. They can remove its end, and then the work is done again; they can
 * remove all of it, and then everything is restored anew, beside. They can change restored files,
 * as they can when a restore has ended: a file whose size or time is not what was noted is restored
 * once more, but nobody reads all of it again to find out, nor what an unfinished file holds before
 * its checkpoint. The report says of each such part that it was verified before the interruption.
 */
package org.lifeboat.restore.unfinished;
