<?php

declare(strict_types=1);

// Figures into medians, medians into tables. Knows nothing of how the figures were taken.

function median(array $values): float
{
    sort($values);
    $n = count($values);
    return $n === 0 ? NAN : ($values[intdiv($n - 1, 2)] + $values[intdiv($n, 2)]) / 2;
}

/** @param array[] $runs; CPU time an operation, in us, of each run */
function cpuOfRuns(array $runs): array
{
    return array_map(function (array $run): float {
        return $run['operations'] > 0 ? $run['cpu_ns'] / $run['operations'] / 1e3 : NAN;
    }, $runs);
}

/**
 * How many times the reference's cost: the median over the rounds, each of which compares two
 * measurements taken one right after the other.
 */
function pairedRatio(array $costs, array $reference): ?float
{
    if (!$costs || count($costs) !== count($reference) || in_array(0, $reference)) {
        return null;
    }
    return median(array_map(fn ($cost, $base) => $cost / $base, $costs, $reference));
}

/**
 * @param array<string, array[]> $servers server => what the generator found in each round
 * @return array<string, array> server => median figures
 */
function summarizeLoad(array $servers): array
{
    $reference = cpuOfRuns($servers['reference_event'] ?? []);
    return array_map(fn (array $runs): array => summarizeRuns($runs, $reference), $servers);
}

function summarizeRuns(array $runs, array $reference): array
{
    $cpu = cpuOfRuns($runs);
    $total = median($cpu);
    // The split is sampled in ticks: it is taken over all runs together, the more ticks the better.
    $user = array_sum(array_column($runs, 'user_ticks'));
    $ticks = $user + array_sum(array_column($runs, 'system_ticks'));
    $share = $ticks > 0 ? $user / $ticks : NAN;
    $summary = [
        'cpu_us' => $total,
        'cpu_user_us' => $total * $share,
        'cpu_system_us' => $total * (1 - $share),
        'cpu_half_range' => (max($cpu) - min($cpu)) / 2 / $total,
        'cpu_ratio' => pairedRatio($cpu, $reference),
    ];
    $figures = ['per_second', 'gib_per_second', 'p50_us', 'p99_us', 'max_us', 'busy'];
    foreach ([...$figures, 'wrk_per_second'] as $figure) {
        $values = array_filter(array_column($runs, $figure), 'is_numeric');
        $summary[$figure] = $values ? median($values) : null;
    }
    return $summary;
}

/** @see summarizeLoad; of the memory taken in each round */
function summarizeMemory(array $servers): array
{
    $of = fn (string $name): array => array_column($servers[$name] ?? [], 'per_connection_bytes');
    $summary = [];
    foreach ($servers as $name => $runs) {
        $summary[$name] = [
            'start_bytes' => median(array_column($runs, 'start_bytes')),
            'per_connection_bytes' => median($of($name)),
            'after_close_bytes' => median(array_column($runs, 'after_close_bytes')),
            'ratio' => pairedRatio($of($name), $of('reference_event')),
        ];
    }
    return $summary;
}

/** @see summarizeLoad; of the uploads, one in each round */
function summarizeUpload(array $servers): array
{
    $reference = cpuOfRuns($servers['reference_event'] ?? []);
    $summary = [];
    foreach ($servers as $name => $runs) {
        $of = fn (string $figure): float => median(array_column($runs, $figure));
        $cpu = cpuOfRuns($runs);
        $summary[$name] = [
            'mib_per_second' => 1024 * $of('gib_per_second'),
            'cpu_us' => median($cpu),
            'cpu_ratio' => pairedRatio($cpu, $reference),
            'start_bytes' => $of('start_bytes'),
            'growth_bytes' => $of('growth_bytes'),
            'peak_growth_bytes' => $of('peak_growth_bytes'),
            'after_bytes' => $of('after_bytes'),
        ];
    }
    return $summary;
}

function figure(?float $value, int $decimals): string
{
    return $value === null || is_nan($value) ? '-' : number_format($value, $decimals);
}

function ratio(?float $value): string
{
    return $value === null || is_nan($value) ? '-' : figure($value, 2) . 'x';
}

/** @param string[][] $rows the first is the heading; two columns of words, the others numbers */
function printTable(array $rows): void
{
    $widths = [];
    foreach ($rows as $row) {
        foreach ($row as $i => $cell) {
            $widths[$i] = max($widths[$i] ?? 0, strlen($cell));
        }
    }
    foreach ($rows as $number => $row) {
        $line = [];
        foreach ($row as $i => $cell) {
            $line[] = str_pad($cell, $widths[$i], ' ', $i < 2 ? STR_PAD_RIGHT : STR_PAD_LEFT);
        }
        echo rtrim(implode('  ', $line)), "\n";
        if ($number === 0) {
            echo str_repeat('-', array_sum($widths) + 2 * (count($widths) - 1)), "\n";
        }
    }
    echo "\n";
}

/** @param array<string, array<string, array>> $results workload => server => medians */
function printLoadTable(array $results, bool $wrk): void
{
    $head = ['workload', 'server', 'ops/s', 'CPU us', 'user', 'system', '+-%', 'p50 us', 'p99 us'];
    array_push($head, 'GiB/s', 'gen', 'vs ref', ...($wrk ? ['wrk/s'] : []));
    $rows = [$head];
    foreach ($results as $workload => $servers) {
        foreach ($servers as $server => $s) {
            $row = [$workload, $server, figure($s['per_second'], 0), figure($s['cpu_us'], 2)];
            array_push($row, figure($s['cpu_user_us'], 2), figure($s['cpu_system_us'], 2));
            array_push($row, figure(100 * $s['cpu_half_range'], 0), figure($s['p50_us'], 0));
            array_push($row, figure($s['p99_us'], 0), figure($s['gib_per_second'], 2));
            array_push($row, figure($s['busy'], 2), ratio($s['cpu_ratio']));
            $rows[] = $wrk ? [...$row, figure($s['wrk_per_second'], 0)] : $row;
        }
    }
    printTable($rows);
    echo <<<'TEXT'
        CPU us: CPU time of the server's processes an operation; +-: half its range over the rounds;
        user and system: indicative only. gen: share of its time the generator worked; from 0.90 on
        ops/s is the generator's limit, not the server's: compare CPU us. vs ref: CPU us over
        reference_event's in the same round, below 1 is better.

        TEXT;
    if ($wrk) {
        echo "wrk/s: requests/s by wrk, which is itself the limit (near 190,000 on a fast core).\n";
    }
    echo "\n";
}

/** @param array<string, array> $results server => medians */
function printUploadTable(array $results, int $bytes): void
{
    $head = ['http-upload, ' . number_format($bytes >> 20) . ' MiB', 'server', 'MiB/s', 'CPU ms'];
    $rows = [[...$head, 'start KiB', 'growth KiB', 'peak KiB', 'after KiB', 'vs ref']];
    foreach ($results as $server => $s) {
        $row = ['one body', $server, figure($s['mib_per_second'], 0)];
        $row[] = figure($s['cpu_us'] / 1e3, 0);
        foreach (['start', 'growth', 'peak_growth', 'after'] as $what) {
            $row[] = figure($s["{$what}_bytes"] / 1024, 0);
        }
        $rows[] = [...$row, ratio($s['cpu_ratio'])];
    }
    printTable($rows);
    echo <<<'TEXT'
        growth: the most PSS the server's processes were seen to have during the upload, less what
        they had before it; peak: by how much it raised the most they ever had resident, which
        the kernel keeps, so nothing is missed between two looks; after: what is still held.
        CPU ms: for the whole upload. vs ref: CPU over reference_event's in the same round.


        TEXT;
}

/** @param array<string, array<string, array>> $results variant => server => medians */
function printMemoryTable(array $results, int $connections): void
{
    $title = 'memory, ' . number_format($connections) . ' idle';
    $rows = [[$title, 'server', 'start KiB', 'bytes/conn', 'after close KiB', 'vs ref']];
    foreach ($results as $variant => $servers) {
        foreach ($servers as $server => $s) {
            $rows[] = [
                $variant,
                $server,
                figure($s['start_bytes'] / 1024, 0),
                figure($s['per_connection_bytes'], 0),
                figure($s['after_close_bytes'] / 1024, 0),
                ratio($s['ratio']),
            ];
        }
    }
    printTable($rows);
    echo <<<'TEXT'
        PSS of the server's processes; after close: what it keeps more than at the start.
        never-seen: no callback ran for the connections; touched: one message was answered on each;
        stream: onConnect was given each as a stream. http: one request was answered on each.


        TEXT;
}
