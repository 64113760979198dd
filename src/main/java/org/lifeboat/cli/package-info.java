/**
 * The command line: reads arguments, asks for the passphrase, shows progress, and turns outcomes
 * into exit codes.
 */
package org.lifeboat.cli;
