/**
 * Long work as others see it: how far it is, and the wish to stop it. Goes down through every
 * layer, so it knows none of them.
 */
package org.lifeboat.watch;
