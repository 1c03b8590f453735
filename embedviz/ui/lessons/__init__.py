"""The lessons' page: where the visitor is, one chapter, its exhibits, the stage, the handout."""
