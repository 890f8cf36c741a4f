--TEST--
The notes' original demo3, which declares a Worker itself, gets its own class
--EXTENSIONS--
crew
posix
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../support/demo3_original.inc');
[$code] = explode('$worker->start();', $code);
echo crew_run($code . <<<'PHP'
    $class = new ReflectionClass($worker);
    echo $class->getName(), $class->isInternal() ? ' of an extension' : " of {$class->getShortName()}'s script", "\n";
    echo method_exists($worker, 'monitorWorkers') ? "the notes' own\n" : "another\n";
    PHP, ['error_reporting' => E_ALL & ~E_DEPRECATED]);
?>
--EXPECT--
Worker of Worker's script
the notes' own
