--TEST--
Words after "--" are the script's, and all of them are with $control or crew.control off
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$code = <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    if (getenv('OFF')) {
        $worker->control = false;
    }
    $worker->onWorkerStart = function ($worker) use ($argv) {
        echo implode(' ', array_slice($argv, 1)), "\n";
        $worker->stop();
    };
    $worker->start();
    PHP;
$script = new Script($code);
foreach ([['start', '--', 'stop', '-x'], ['--', '9800'], ['start']] as $words) {
    echo $script->run($words)[1];
}
echo $script->run(['9800', '-d'], ['OFF' => '1'])[1];
$script->ini['crew.control'] = '0';
echo $script->run(['stop'])[1];
?>
--EXPECT--
start -- stop -x
-- 9800
start
9800 -d
stop
