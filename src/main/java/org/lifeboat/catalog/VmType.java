package org.lifeboat.catalog;

/** What a VM is for, in Qubes' own terms. */
public enum VmType {
    APP("AppVM"),
    TEMPLATE("TemplateVM"),
    STANDALONE("StandaloneVM"),
    NET("NetVM"),
    PROXY("ProxyVM"),
    HVM("HVM"),
    DISPOSABLE("DispVM"),
    ADMIN("AdminVM");

    private final String term;

    VmType(String term) {
        this.term = term;
    }

    /** As Qubes and reports write it. */
    public String term() {
        return term;
    }
}
