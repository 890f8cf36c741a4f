<?php

declare(strict_types=1);

// Measures the three working modes against each other; started by bench/modes, which builds the generator.
// Exit code: 0; 1 when anything went wrong; 2 for a bad option.

const BUILD = '.build/bench';
const DOCS_PAGE = 'docs/modes.md';
const DOCS_FOLDER = 'docs/modes';

const USAGE = <<<'TEXT'
    usage: bench/modes [options]
      --runs N         rounds, the medians count (default 3)
      --seconds S      length of one measurement (default 2)
      --modes A,B      of: reuse-port shared dispatch
      --workers A,B    default 2,4
      --kinds A,B      of: short long
      --states A,B     of: free stuck
      --docs           write the tables into docs/modes.md and the plots beside it
      --json FILE      write every single figure

    TEXT;

require __DIR__ . '/support/process.php';
require __DIR__ . '/support/servers.php';
require __DIR__ . '/support/report.php';
require __DIR__ . '/support/modes.php';
require __DIR__ . '/support/chart.php';

function refuse(string $why): never
{
    fwrite(STDERR, "bench: $why\n" . USAGE);
    exit(2);
}

function listOf(string $option, string $text, array $known): array
{
    $names = explode(',', $text);
    foreach (array_diff($names, $known) as $name) {
        refuse("$option: there is no '$name'");
    }
    return $names;
}

function numbers(string $option, string $text): array
{
    foreach ($all = explode(',', $text) as $each) {
        if (!ctype_digit($each) || $each < 1 || $each > 32) {
            refuse("$option: 1 to 32, not '$each'");
        }
    }
    return array_map('intval', $all);
}

function positiveNumber(string $option, string $text, float $most): float
{
    return is_numeric($text) && $text > 0 && $text <= $most ? (float) $text : refuse("$option: above 0, at most $most, not '$text'");
}

/** The server has all CPUs but the last, which is the generator's. */
function modeSettings(array $arguments): array
{
    $cpus = (int) shell_exec('nproc');
    $settings = ['runs' => 3, 'seconds' => 2.0, 'modes' => MODES, 'workers' => [2, 4], 'kinds' => array_keys(KINDS),
        'states' => array_keys(STATES), 'docs' => false, 'json' => null,
        'server_cpus' => $cpus > 2 ? '0-' . ($cpus - 2) : '0', 'load_cpu' => $cpus - 1];
    while (($option = array_shift($arguments)) !== null) {
        if ($option === '--help') {
            echo USAGE;
            exit(0);
        }
        if ($option === '--docs') {
            $settings['docs'] = true;
            continue;
        }
        $value = array_shift($arguments) ?? refuse("$option: unknown, or without its value");
        match ($option) {
            '--runs' => $settings['runs'] = (int) positiveNumber($option, $value, 1000),
            '--seconds' => $settings['seconds'] = positiveNumber($option, $value, 600),
            '--modes' => $settings['modes'] = listOf($option, $value, MODES),
            '--workers' => $settings['workers'] = numbers($option, $value),
            '--kinds' => $settings['kinds'] = listOf($option, $value, array_keys(KINDS)),
            '--states' => $settings['states'] = listOf($option, $value, array_keys(STATES)),
            '--json' => $settings['json'] = $value,
            default => refuse("there is no option $option"),
        };
    }
    return $settings;
}

/** @return array<string, array<string, float>> "kind state workers mode" => medians */
function medians(array $rounds): array
{
    $medians = [];
    foreach ($rounds as $name => $runs) {
        $base = $rounds[preg_replace('/\S+$/', MODES[0], $name)] ?? null;
        $medians[$name] = summarizeMode($runs, $base !== null ? cpuOfRuns($base) : null);
    }
    return $medians;
}

/** @return string[][] the table of one kind and state, the heading first */
function tableOf(array $medians, array $settings, string $kind, string $state): array
{
    $rows = [['workers', 'mode', KINDS[$kind]['unit'] . '/s', 'p50 ms', 'p99 ms', 'CPU us', 'vs reuse-port', 'least', 'most']];
    foreach ($settings['workers'] as $workers) {
        foreach ($settings['modes'] as $mode) {
            $m = $medians["$kind $state $workers $mode"];
            $rows[] = [(string) $workers, $mode, figure($m['per_second'], 0), figure($m['p50_ms'], 2), figure($m['p99_ms'], 2),
                figure($m['cpu_us'], 1), ratio($m['cpu_ratio']), figure($m['least'], 0) . ' %', figure($m['most'], 0) . ' %'];
        }
    }
    return $rows;
}

function titleOf(string $kind, string $state): string
{
    return ucfirst($kind) . ' connections, ' . ($state === 'free' ? 'every worker free' : 'one worker stuck 50 ms at a time');
}

function markdownOf(array $rows): string
{
    $line = fn (array $cells): string => '| ' . implode(' | ', $cells) . " |\n";
    $rule = array_map(fn (int $i): string => $i < 2 ? '---' : '---:', array_keys($rows[0]));
    return implode('', array_map($line, [$rows[0], $rule, ...array_slice($rows, 1)]));
}

function chartsOf(array $medians, array $settings): array
{
    $groups = fn (string $kind, array $states, string $figure): array => array_merge(...array_map(
        fn (string $state): array => array_combine(
            array_map(fn (int $n): string => "$n workers, " . STATES[$state], $settings['workers']),
            array_map(fn (int $n): array => array_map(
                fn (string $mode): float => $medians["$kind $state $n $mode"][$figure], $settings['modes']), $settings['workers'])), $states));
    $of = $settings['modes'];
    return [
        'rate.svg' => chart('New connections a second', $of, $groups('short', $settings['states'], 'per_second'), true),
        'p99.svg' => chart('p99 of a new connection, ms', $of, $groups('short', $settings['states'], 'p99_ms'), true),
        'cpu.svg' => chart('CPU a new connection, us', $of, $groups('short', ['free'], 'cpu_us')),
        'cpu-long.svg' => chart('CPU a request on a connection that stays, us', $of, $groups('long', ['free'], 'cpu_us')),
        'spread.svg' => chart('Connections that stay: the fullest worker, % of an even share', $of, $groups('long', ['free'], 'most')),
    ];
}

function writeDocs(string $tables, array $charts): void
{
    if (!is_dir(DOCS_FOLDER)) {
        mkdir(DOCS_FOLDER);
    }
    foreach ($charts as $name => $svg) {
        file_put_contents(DOCS_FOLDER . "/$name", $svg);
    }
    $page = (string) file_get_contents(DOCS_PAGE);
    $marks = '/(<!-- bench\/modes --docs writes from here -->\n).*(<!-- to here -->\n)/s';
    file_put_contents(DOCS_PAGE, preg_replace_callback($marks, fn (array $m): string => $m[1] . $tables . $m[2], $page));
}

function machineInWords(): string
{
    preg_match('/^model name\s*:\s*(.+)$/m', (string) file_get_contents('/proc/cpuinfo'), $model);
    return ($model[1] ?? 'unknown CPU') . ', ' . trim((string) shell_exec('nproc')) . ' CPUs, ' . php_uname('s') . ' ' . php_uname('r')
        . ', PHP ' . PHP_VERSION . ', load ' . (float) file_get_contents('/proc/loadavg');
}

function main(array $arguments): int
{
    $settings = modeSettings($arguments);
    if (($why = whyNot('crew')) !== null) {
        fwrite(STDERR, "bench: $why\n");
        return 1;
    }
    if ($settings['load_cpu'] < 1) {
        fwrite(STDERR, "bench: two CPUs are needed, for the server and for the generator\n");
        return 1;
    }
    $isWhole = count($settings['modes']) === 3 && count($settings['kinds']) === 2 && count($settings['states']) === 2;
    if ($settings['docs'] && !$isWhole) {
        refuse('--docs wants every mode, kind and state');
    }
    $about = machineInWords() . "; medians of $settings[runs] rounds of $settings[seconds] s";
    echo "$about\n\n";
    $bench = new ModesBench($settings);
    $rounds = $bench->rounds();
    $medians = medians($rounds);
    $tables = "\n$about.\n\n";
    foreach ($settings['kinds'] as $kind) {
        foreach ($settings['states'] as $state) {
            $rows = tableOf($medians, $settings, $kind, $state);
            echo titleOf($kind, $state), "\n";
            printTable($rows);
            $tables .= '**' . titleOf($kind, $state) . "**\n\n" . markdownOf($rows) . "\n";
        }
    }
    foreach (array_unique($bench->problems) as $problem) {
        echo "PROBLEM: $problem\n";
    }
    if ($settings['docs']) {
        writeDocs($tables, chartsOf($medians, $settings));
    }
    if ($settings['json'] !== null) {
        file_put_contents($settings['json'], json_encode(compact('settings', 'medians', 'rounds'), JSON_PRETTY_PRINT | JSON_PARTIAL_OUTPUT_ON_ERROR));
    }
    return $bench->problems ? 1 : 0;
}

exit(main(array_slice($argv, 1)));
