--TEST--
When several start the same script at the same moment, one serves and the others name it
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
    $worker->start();
    PHP);
$starts = [];
for ($i = 0; $i < 4; $i++) {
    $starts[] = proc_open(php_command($script->ini) . " $script->path -d", [1 => ['file', "$script->folder/out$i", 'w'], ['file', "$script->folder/err$i", 'w']], $pipes);
}
$ends = [];
foreach ($starts as $i => $start) {
    wait_for(function () use ($start, &$now) { $now = proc_get_status($start); return !$now['running']; }, 20, 'a start');
    $ends[] = $now['exitcode'];
    if ($now['exitcode'] !== 0) {
        $words = file_get_contents("$script->folder/err$i");
        echo preg_match('/already.* pid ' . $script->pid() . '\b/', $words) ? "names the one\n" : $words;
    }
}
sort($ends);
echo implode(' ', $ends), "\n";
$script->call('stop');
var_dump($script->is_running());
?>
--EXPECT--
names the one
names the one
names the one
0 1 1 1
$ stop
server.php has stopped (pid N)
bool(false)
