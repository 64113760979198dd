package org.lifeboat.restore.inside;

import org.lifeboat.content.ExtentIndex;
import org.lifeboat.content.TarMember;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.Stretch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A disk image as its tar holds it: extents of data, and holes between them. */
final class TarredImage implements BlockSource {

    private static final int BLOCK = 4096;

    private final TarMember member;
    private final ExtentIndex extents;

    /** Of the member's data, in the tar. */
    private final long dataStart;

    private final DecodedTar tar;
    private final Data data;

    /** Reads the member's data. */
    @FunctionalInterface
    interface Data {
        /**
         * Fills the buffer; what is lost by now are zeros.
         *
         * @param inTar position of the first byte
         */
        void read(long inTar, ByteBuffer into) throws IOException;
    }

    TarredImage(TarMember member, long dataStart, DecodedTar tar, Data data) {
        this(member, member.extents().index(), dataStart, tar, data);
    }

    private TarredImage(
            TarMember member, ExtentIndex extents, long dataStart, DecodedTar tar, Data data) {
        this.member = member;
        this.extents = extents;
        this.dataStart = dataStart;
        this.tar = tar;
        this.data = data;
    }

    /** The same image, read in another way. */
    TarredImage with(Data other) {
        return new TarredImage(member, extents, dataStart, tar, other);
    }

    TarMember member() {
        return member;
    }

    /** What is decoded around a place is kept anyhow. */
    @Override
    public int together() {
        return BLOCK;
    }

    /** Its true size in bytes, holes included. */
    @Override
    public long size() {
        return member.size();
    }

    /** Of what is known by now: reading may find more damage. */
    @Override
    public Stretch stretch(long position, long length) {
        Optional<ExtentIndex.Extent> extent = extents.at(position);
        if (extent.isEmpty()) {
            return new Stretch(length, FileState.WHOLE);
        }
        long hole = extent.get().offset() - position;
        if (hole > 0) {
            return new Stretch(Math.min(length, hole), FileState.WHOLE);
        }
        long inTar = inTar(extent.get(), position);
        DamageMap.Region region = tar.region(inTar);
        long rest = Math.min(extent.get().end() - position, region.end() - inTar);
        return new Stretch(Math.min(length, rest), region.trust().fileState());
    }

    /** When its archive was gone through to the end. */
    @Override
    public boolean isSettled() {
        return tar.isComplete();
    }

    @Override
    public boolean isDamaged() {
        return tar.isDamaged() && BlockSource.super.isDamaged();
    }

    private long inTar(ExtentIndex.Extent extent, long position) {
        return dataStart + extent.dataBefore() + position - extent.offset();
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        int length = into.remaining();
        readKnown(position, into);
        Stretch.checkThere(this::stretch, position, length);
    }

    @Override
    public void readKnown(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), size());
        int limit = into.limit();
        for (long at = position; into.hasRemaining(); into.limit(limit)) {
            Optional<ExtentIndex.Extent> extent = extents.at(at);
            long hole = extent.map(ExtentIndex.Extent::offset).orElse(Long.MAX_VALUE) - at;
            boolean isHole = hole > 0;
            long length = isHole ? hole : extent.get().end() - at;
            int count = (int) Math.min(length, into.remaining());
            into.limit(into.position() + count);
            if (isHole) {
                into.put(new byte[count]);
            } else {
                data.read(inTar(extent.get(), at), into);
            }
            at += count;
        }
    }
}
