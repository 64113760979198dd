package org.lifeboat.cli;

import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.VmContents;

import java.util.List;

/** Does everything that a restore does except writing. */
final class VerifyCommand extends RunCommand {

    VerifyCommand(Streams streams) {
        super(streams);
    }

    @Override
    RestorePlan plan(OpenBackup backup, List<VmContents> chosen) {
        tellThatDamagedIsOfNoUse();
        return RestorePlan.verify(backup, chosen);
    }
}
