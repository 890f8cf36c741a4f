<?php

declare(strict_types=1);

// Measures our server beside the C references and prints the medians as tables.
// Started by bench/run, which builds the C programs and steps into the root of the project.
// Exit code: 0; 1 when anything went wrong; 2 for a bad option.

const BUILD = '.build/bench';

require __DIR__ . '/support/process.php';
require __DIR__ . '/support/nginx.php';
require __DIR__ . '/support/servers.php';
require __DIR__ . '/support/bench.php';
require __DIR__ . '/support/report.php';
require __DIR__ . '/support/options.php';

function machine(): array
{
    $cpuinfo = (string) file_get_contents('/proc/cpuinfo');
    preg_match('/^model name\s*:\s*(.+)$/m', $cpuinfo, $model);
    return [
        'cpu' => $model[1] ?? 'unknown CPU',
        'cpus' => preg_match_all('/^processor\s*:/m', $cpuinfo),
        'kernel' => php_uname('s') . ' ' . php_uname('r'),
        'php' => PHP_VERSION,
        'libevent' => trim((string) shell_exec(BUILD . '/reference_event --version')),
        'load' => (float) file_get_contents('/proc/loadavg'),
    ];
}

/** The command line as one could type it again. */
function commandLine(array $arguments): string
{
    $quote = fn (string $a) => preg_match('/^[\w.,\/=-]+$/', $a) ? $a : escapeshellarg($a);
    return implode(' ', ['bench/run', ...array_map($quote, $arguments)]);
}

function printTop(string $command, array $machine): void
{
    echo "$command\n";
    echo "{$machine['cpu']}, {$machine['cpus']} CPUs; {$machine['kernel']}; ";
    echo "PHP {$machine['php']}; libevent {$machine['libevent']}; load {$machine['load']}\n";
    if ($machine['load'] > 0.5) {
        echo "The machine has been busy with something else: expect noise.\n";
    }
    echo "\n";
}

/** Takes the peers and tools out of the settings that this machine does not have, and says so. */
function leaveOutWhatIsMissing(array $settings): array
{
    if ($settings['wrk'] && trim((string) shell_exec('command -v wrk')) === '') {
        echo "wrk is left out: it is not installed\n";
        $settings['wrk'] = false;
    }
    if ($settings['peers']) {
        $problem = installPeers();
        foreach (PEERS as $peer) {
            $why = $peer === 'workerman' && $problem !== null ? $problem : whyNot($peer);
            if ($why === null) {
                $settings['servers'][] = $peer;
            } else {
                echo "$peer is left out: $why\n";
                $settings['servers'] = array_diff($settings['servers'], [$peer]);
            }
        }
        $settings['servers'] = array_values(array_unique($settings['servers']));
    }
    return $settings;
}

function main(array $arguments): int
{
    $settings = leaveOutWhatIsMissing(settings($arguments));
    $machine = machine();
    if (!is_dir(BUILD . '/logs')) {
        mkdir(BUILD . '/logs', 0777, true);
    }
    foreach ($settings['servers'] as $server) {
        if (($why = whyNot($server)) !== null) {
            fwrite(STDERR, "bench: $server cannot be measured: $why\n");
            return 1;
        }
    }
    if ($machine['cpus'] < 2) {
        fwrite(STDERR, "bench: two CPUs are needed, for the server and for the generator\n");
        return 1;
    }
    $command = commandLine($arguments);
    printTop($command, $machine);

    $bench = new Bench($settings);
    $runs = $medians = [];
    foreach (array_diff($settings['only'], ['http-upload', 'memory']) as $workload) {
        $runs[$workload] = $bench->workload($workload);
        $medians[$workload] = summarizeLoad($runs[$workload]);
    }
    if (array_filter($medians)) {
        printLoadTable($medians, $settings['wrk']);
    }
    if (array_intersect(['demo3-64', 'demo3-1000'], $settings['only']) && in_array('crew', $settings['servers'], true)) {
        $runs['handler_us'] = $bench->handlerAlone();
        printf("demo3's handler by itself, without its fwrite and without any server: %.2f us of PHP a call.\n\n", $runs['handler_us']);
    }
    if (in_array('http-upload', $settings['only'], true)) {
        $runs['http-upload'] = $bench->upload();
        $medians['http-upload'] = summarizeUpload($runs['http-upload']);
        printUploadTable($medians['http-upload'], UPLOAD_BYTES);
    }
    if (in_array('memory', $settings['only'], true)) {
        $runs['memory'] = $bench->memory();
        $medians['memory'] = array_map(summarizeMemory(...), $runs['memory']);
        printMemoryTable($medians['memory'], $bench->idleConnections());
    }
    $problems = array_values(array_unique($bench->problems));
    foreach ($problems as $problem) {
        echo "PROBLEM: $problem\n";
    }
    if ($settings['json'] !== null) {
        $everything = compact('command', 'machine', 'settings', 'medians', 'runs', 'problems');
        $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR;
        file_put_contents($settings['json'], json_encode($everything, $flags) . "\n");
    }
    return $problems ? 1 : 0;
}

exit(main(array_slice($argv, 1)));
