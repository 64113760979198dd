/**
 * <b>Steps 4 to 9 put together.</b> The engine: {@link org.lifeboat.restore.OpenBackup} to {@link
 * org.lifeboat.restore.RestorePlan} to {@link org.lifeboat.restore.RestoreEngine} to {@link
 * org.lifeboat.restore.RestoreReport}. It prints nothing and draws nothing.
 *
 * <p>The way of a chunk:
 *
 * <pre>
 * RecordFolder:   did an earlier run note something?       RestoreRecord, Continuation
 * RestoreEngine:  is there room?          SpaceSurvey looks into the first chunk of each archive
 *                 for each archive, the largest first, as many at a time as there are cores:
 * VmRuns, VmRun:      ArchiveTask.run()   ends in an ArchiveResult, whatever the backup holds
 * ArchiveTask:            format.tar(chunks): joined, decrypted, decompressed; to the extractor
 * ArchiveChunks:          next(): for each chunk, in order:
 * ChunkOrder:                 missing, or there twice?   then the archive ends here
 * ChunkQueue:                 meanwhile the next ones are loaded, as far as there is memory
 * ChunkMemory:                    pieces for the whole chunk, or wait
 * ChunkLoader:                    read it into the pieces
 *                                 format.authenticate(the pieces)
 *                                 failed? read it again, from the medium; authenticate again
 *                             authentic: decode the same pieces, give each back when it is used
 *                             failed:    the archive ends here
 *                         authenticateRest(): verdicts on the chunks behind the damage
 * PartPlaces:                 may an authentic chunk be in this place? if not, the archive is damaged
 * CheckpointTaker:    now and then, what is needed to go on from here, once it is on the disk
 * FolderSink:             final names, once they are noted, if all streams ended as they must
 * FilesOfVm:          the user's files out of the disk, if they are wanted, by HomeCopy
 * RestoreReport:  the verdicts, from the chunks up
 * </pre>
 *
 * Progress counts how far all this is; a Cancellation ends it between two pieces of memory.
 */
package org.lifeboat.restore;
