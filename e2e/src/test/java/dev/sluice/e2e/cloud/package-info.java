/// Files of environments; the packages below look at what is made of them.
@NullMarked
package dev.sluice.e2e.cloud;

import org.jspecify.annotations.NullMarked;
