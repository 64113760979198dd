package org.lifeboat.cli;

import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.VmContents;

import picocli.CommandLine.Command;

import java.util.List;

@Command(name = "verify", description = "Does everything that a restore does except writing.")
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
