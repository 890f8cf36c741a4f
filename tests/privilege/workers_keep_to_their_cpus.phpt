--TEST--
cpuAffinity: true keeps each worker on a CPU of its own, a list on those named; others are refused
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
if (PHP_OS_FAMILY !== 'Linux') {
    die('skip CPUs are kept to on Linux only');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

function cpus(string $list): array
{
    $all = [];
    foreach (explode(',', $list) as $part) {
        $ends = explode('-', $part);
        array_push($all, ...range((int)$ends[0], (int)end($ends)));
    }
    return $all;
}

function allowed(int $pid): array
{
    preg_match('/^Cpus_allowed_list:\s+(\S+)/m', file_get_contents("/proc/$pid/status"), $found);
    return cpus($found[1]);
}

$all = allowed(getmypid());
$last = end($all);
foreach (['true' => fn ($i) => [$all[$i % count($all)]], "[$last]" => fn ($i) => [$last], 'false' => fn ($i) => $all] as $value => $expected) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 3;
        \$worker->cpuAffinity = $value;
        \$worker->onWorkerStart = function (\$worker) { echo "\$worker->id " . getmypid() . "\\n"; };
        \$worker->start();
        PHP);
    wait_for(fn () => substr_count($server->stdout(), "\n") === 3);
    foreach (explode("\n", trim($server->stdout())) as $line) {
        [$id, $pid] = explode(' ', $line);
        echo allowed((int)$pid) === $expected((int)$id) ? '.' : '!';
    }
    echo allowed($server->pid) === $all ? " the master may use all\n" : " the master may not use all\n";
    $server->stop();
}
foreach ([[-1], [100000], ['0'], 'auto', 1] as $value) {
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->cpuAffinity = $value;
    try {
        $worker->start();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
... the master may use all
... the master may use all
... the master may use all
Crew\OptionException: cpuAffinity: this process may not use CPU -1
Crew\OptionException: cpuAffinity: this process may not use CPU 100000
TypeError: Crew\Worker::$cpuAffinity must be a list of numbers, string given in it
TypeError: Crew\Worker::$cpuAffinity must be a boolean or a list of CPUs, string given
TypeError: Crew\Worker::$cpuAffinity must be a boolean or a list of CPUs, int given
