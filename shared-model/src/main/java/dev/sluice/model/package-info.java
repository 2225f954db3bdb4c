/// The event and the words around it. Imports nothing but `java.*`; start reading at [Event].
@NullMarked
package dev.sluice.model;

import org.jspecify.annotations.NullMarked;
