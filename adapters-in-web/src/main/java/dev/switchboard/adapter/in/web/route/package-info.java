/// The route table: each feature and each vendor contributes its own [Routes], and a route that is
/// not listed does not exist.
package dev.switchboard.adapter.in.web.route;
