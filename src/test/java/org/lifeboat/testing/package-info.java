/** What the tests share: the test data, tars and sources built in memory, manifests. */
package org.lifeboat.testing;
