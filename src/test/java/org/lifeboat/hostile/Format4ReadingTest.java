package org.lifeboat.hostile;

import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.RealBackup;

/** The same drives, with a backup of format 4 that the real tools wrote. */
class Format4ReadingTest extends ReadingTest {

    @Override
    BackupBuilder backup() {
        return RealBackup.of("format4/r4-gzip", folder);
    }

    @Override
    String chunk() {
        return "vm5/private.img.002.enc";
    }
}
