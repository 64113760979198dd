/** Lifeboat: restores Qubes OS backups on a computer without Qubes. */
module org.lifeboat {
    requires com.github.luben.zstd_jni;
    requires info.picocli;
    requires java.xml;
    requires jdk.unsupported;
    requires org.apache.commons.compress;
    requires org.bouncycastle.provider;
    requires org.tukaani.xz;
    requires tools.jackson.core;

    exports org.lifeboat;

    opens org.lifeboat.cli to
            info.picocli;
}
