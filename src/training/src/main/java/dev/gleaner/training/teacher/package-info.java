/** Lets a large language model label exchanges by the rubric, so that a small model may learn from it (distillation). */
@NullMarked
package dev.gleaner.training.teacher;

import org.jspecify.annotations.NullMarked;
