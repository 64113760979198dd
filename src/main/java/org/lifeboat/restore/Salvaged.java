package org.lifeboat.restore;

import org.lifeboat.disk.copy.DiskSurvey;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of the data of a disk image that is not whole, in bytes.
 *
 * @param image where it lies, its map beside it
 * @param authentic right and at its place, holes included
 * @param doubtful nothing vouches for it or for its place
 * @param lost not there
 * @param files how many of the files in it are whole, if they can be read
 */
public record Salvaged(
        Path image, long authentic, long doubtful, long lost, Optional<DiskSurvey> files) {}
