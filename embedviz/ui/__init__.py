"""The Streamlit glue: controls, requests, results, messages. Only here is Streamlit imported."""
