/*
 * metrics: a snapshot as Prometheus reads it. Counters are a slot's, over all its processes: they do not fall when a worker is replaced.
 *
 *     https://prometheus.io/docs/instrumenting/exposition_formats/
 *     https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
#ifndef CREW_PROC_METRICS_H
#define CREW_PROC_METRICS_H

#include <stdbool.h>

#include "core/proc/snapshot.h"

/* The content type that belongs to the text. */
const char *crew_metrics_type(bool is_openmetrics);

/* Appends the text, as OpenMetrics 1.0 or as Prometheus' own format 0.0.4. */
void crew_metrics_write(const crew_snapshot *snapshot, bool is_openmetrics, crew_buf **out);

#endif
