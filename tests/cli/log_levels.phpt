--TEST--
logLevel and crew.log_level say what is logged, and -q silences all but trouble
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->logLevel = getenv('LEVEL') ?: null;
    $worker->onWorkerStart = function ($worker) { $worker->stop(); };
    $worker->start();
    PHP);
foreach ([[], ['LEVEL' => 'warning'], ['LEVEL' => 'loud']] as $environment) {
    [$status, $out, $err] = $script->run([], $environment);
    echo implode($environment), ": $status ", preg_match('/OptionException: (.*) in/', "$out$err", $found) ? $found[1] : substr_count($err, "\n"), "\n";
}
$script->ini['crew.log_level'] = 'warning';
echo substr_count($script->run([])[2], "\n"), "\n";
echo substr_count($script->run([], ['LEVEL' => 'info'])[2], "\n"), "\n";
echo substr_count($script->run(['-q'], ['LEVEL' => 'info'])[2], "\n"), "\n";
?>
--EXPECTF--
%S: 0 3
warning: 0 0
loud: 255 logLevel must be one of debug, info, notice, warning and error: "loud" given
0
3
0
