/// How outside systems prove who they are that have no account here.
@NullMarked
package dev.switchboard.adapter.in.web.proof;

import org.jspecify.annotations.NullMarked;
