package org.lifeboat.catalog;

/** The list of VMs is not what Qubes writes. */
public final class CatalogException extends Exception {

    private static final long serialVersionUID = 1;

    public CatalogException(String what) {
        super(what);
    }
}
