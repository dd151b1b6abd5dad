@NullMarked
package dev.switchboard.adapter.out.upstreams.yalo;

import org.jspecify.annotations.NullMarked;
