/** What a run did, as JSON, as a page for people, and as sentences. */
package org.lifeboat.report;
