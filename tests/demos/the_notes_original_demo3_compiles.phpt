--TEST--
The notes' original demo3 passes php -l
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

exec(php_command() . ' -l ' . escapeshellarg(__DIR__ . '/../support/demo3_original.inc') . ' 2>&1', $lines);
echo preg_replace('/ in .*/', '', implode("\n", $lines)), "\n";
?>
--EXPECT--
No syntax errors detected
