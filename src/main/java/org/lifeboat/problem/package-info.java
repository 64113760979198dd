/** What may be wrong with a backup, as codes and facts: the vocabulary of every other package. */
package org.lifeboat.problem;
