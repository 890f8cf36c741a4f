--TEST--
Options that are set on the context after the construction count
--EXTENSIONS--
crew
--FILE--
<?php
$context = stream_context_create();
$worker = new Worker('tcp://127.0.0.1:0', $context);
stream_context_set_option($context, 'socket', 'backlog', 0);
try {
    $worker->start();
} catch (Crew\OptionException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
backlog must be between 1 and 2147483647, 0 given
