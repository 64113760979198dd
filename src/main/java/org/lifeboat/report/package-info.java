/** A run's report as JSON, as a page for people, and the sentences for both. */
package org.lifeboat.report;
