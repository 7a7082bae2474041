"""Run a query on Spark in local mode: files of plain columns in, a folder of outcomes out.

On a cluster give the same folder and query to its own session. Needs the extra
`[spark]` and Java.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any


class NoSpark(RuntimeError):
    """Spark or Java is not there; the message says what to install."""


def session() -> Any:
    """A session on this machine only. Raises NoSpark."""
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise NoSpark("Spark needs Java: sudo apt-get install default-jre-headless")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise NoSpark('Spark is an extra: pip install "social-wiki[spark]"') from None
    builder = SparkSession.builder.master("local[*]").appName("screen")
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    # The rules are one wide query: code made for the whole of it is too long for the compiler.
    "spark.sql.codegen.wholeStage": "false",
    # What its planner could learn from thousands of conditions costs more than it saves.
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
}


def run(spark: Any, checked: Path, query: str, target: Path) -> None:
    """Outcomes of the files in `checked` as Parquet files in the folder `target`."""
    files = spark.read.option("mergeSchema", "true").parquet(str(checked))
    files.createOrReplaceTempView("checked")
    spark.sql(query).write.mode("overwrite").parquet(str(target))
